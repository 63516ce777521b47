// The timed loops. timing.mjs loads this module again for every contestant, so that V8 specialises the loop and the
// reads below for that contestant's results, as it would in its user's program.

/** Checks `count` records, taking the inputs in turn, and reads every member of the results. */
export function records(check, inputs, count) {
  let sink = 0;
  for (let n = 0, at = 0; n < count; n++) {
    const checked = check(inputs[at]);
    sink += checked.ok ? membersOf(checked.value) : checked.issues.length;
    at = at + 1 === inputs.length ? 0 : at + 1;
  }
  return sink;
}

/** Like `records`, for verdicts alone. */
export function verdicts(check, inputs, count) {
  let sink = 0;
  for (let n = 0, at = 0; n < count; n++) {
    if (check(inputs[at])) sink++;
    at = at + 1 === inputs.length ? 0 : at + 1;
  }
  return sink;
}

/** Like `records`, for a field alone. */
export function texts(check, inputs, count) {
  let sink = 0;
  for (let n = 0, at = 0; n < count; n++) {
    const checked = check(inputs[at]);
    sink += checked.ok ? checked.value.length : checked.issues.length;
    at = at + 1 === inputs.length ? 0 : at + 1;
  }
  return sink;
}

function membersOf(value) {
  return (
    value.id +
    value.numero_documento.length +
    value.nombres.length +
    (value.fecha_nacimiento?.length ?? 0) +
    (value.email?.length ?? 0) +
    (value.password?.length ?? 0) +
    value.celular.length +
    value.tipo_cliente.length +
    value.tipo_pago.length +
    value.incluye_igv +
    value.id_distrito +
    value.id_lista_precio +
    (value.id_tipo_detraccion ?? 0) +
    (value.extra_domicilio_a_domicilio ?? 0) +
    (value.extra_domicilio_a_agencia ?? 0) +
    (value.extra_agencia_a_domicilio ?? 0)
  );
}
