// The names of controls, as paths into a record.

/** `direcciones[0].direccion`, or as PHP has it `direcciones[0][direccion]`; anything else is a name that no form has. */
const NAME = /^[^.[\]]+(?:\.[^.[\]]+|\[[^.[\]]+\])*$/;
const STEP = /[^.[\]]+/g;
const INDEX = /^\d+$/;

/** The steps of a name; none of one that no form has. */
export const stepsOf = (name) =>
  NAME.test(name) ? name.match(STEP).map((step) => (INDEX.test(step) ? Number(step) : step)) : [];

/** ['direcciones', 0, 'direccion'] is direcciones[0].direccion. */
export const nameOf = (path) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

/** What the schema says of a path, and whether every step to it is required. */
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

/** The name that one of the page's own was probably meant to be, as the rules find it. */
export function slipOf(name, schema) {
  const indexed = name.replaceAll('[]', '[0]');
  const steps = stepsOf(indexed);
  if (indexed !== name && ruleOf(schema.jsonSchema.input, steps).rule) return indexed;
  const record = steps.reduceRight((value, step) => (typeof step === 'number' ? [value] : { [step]: value }), '');
  return schema.check(record).issues?.find(({ code }) => code === 'field.unknown')?.params.nearest;
}
