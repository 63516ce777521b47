//! The endpoints, one file each.

mod agregar_direccion;
mod update_cliente;
mod update_cliente_publico;

pub(crate) use agregar_direccion::agregar_direccion;
pub(crate) use update_cliente::update_cliente;
pub(crate) use update_cliente_publico::update_cliente_publico;
