//! The endpoints: a file for each write, and one for all reads.

mod agregar_direccion;
mod read;
mod update_cliente;
mod update_cliente_publico;

pub(crate) use agregar_direccion::agregar_direccion;
pub(crate) use read::{read_catalogos, read_cliente, read_cliente_publico, read_historial, read_salud};
pub(crate) use update_cliente::update_cliente;
pub(crate) use update_cliente_publico::update_cliente_publico;
