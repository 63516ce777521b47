// How long from the import to the first verdict.
const begin = performance.now();
const { updateCliente } = await import('ficha');
updateCliente.check({ id: 1 });
console.log(performance.now() - begin);
