// Turns the names of controls into paths into a record, and back.

/** Matches `direcciones[0].direccion`, or PHP's `direcciones[0][direccion]`; no form has a field of any other name. */
const NAME = /^[^.[\]]+(?:\.[^.[\]]+|\[[^.[\]]+\])*$/;
const STEP = /[^.[\]]+/g;
const INDEX = /^\d+$/;

/** Returns the steps of a name; none for a name that no form has. */
export const stepsOf = (name) =>
  NAME.test(name) ? name.match(STEP).map((step) => (INDEX.test(step) ? Number(step) : step)) : [];

/** Returns the name of a path: ['direcciones', 0, 'direccion'] is direcciones[0].direccion. */
export const nameOf = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

/** Returns the rule of the schema for a path; `isRequired` is true if every step to it is required. */
export function ruleOf(schema, path) {
  let inside = schema;
  let isRequired = true;
  for (const step of path) {
    if (typeof step === 'string') isRequired &&= Boolean(inside?.required?.includes(step));
    const { properties = {}, items } = inside ?? {};
    inside = typeof step === 'number' ? items : Object.hasOwn(properties, step) ? properties[step] : undefined;
  }
  return { rule: inside, isRequired };
}

/** Returns the name that a misspelt name of the page probably means, as the rules suggest it. */
export function slipOf(name, schema) {
  const indexed = name.replaceAll('[]', '[0]');
  const steps = stepsOf(indexed);
  if (indexed !== name && ruleOf(schema.jsonSchema.input, steps).rule) return indexed;
  const record = steps.reduceRight((value, step) => (typeof step === 'number' ? [value] : { [step]: value }), '');
  return schema.check(record).issues?.find(({ code }) => code === 'field.unknown')?.params.nearest;
}
