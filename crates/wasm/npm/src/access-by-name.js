// Replaces access.js in builds for pages: there access.js gains nothing, and its bytes would have to be downloaded.

export const updateCliente = undefined;
export const agregarDireccion = undefined;
export const updateClientePublico = undefined;
