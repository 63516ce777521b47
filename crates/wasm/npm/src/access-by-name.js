// In a page there is nothing to be gained by access.js, and its bytes would have to be downloaded.

export const updateCliente = undefined;
export const agregarDireccion = undefined;
export const updateClientePublico = undefined;
