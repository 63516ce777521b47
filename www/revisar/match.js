// Matches columns to fields by the names that people give them.

/** Beginnings of names, in lower case, without accents and with only letters and digits. */
const NAMES = {
  id: ['id', 'idcliente', 'codigo', 'codcliente', 'customerid'],
  numero_documento: ['numerodocumento', 'documento', 'nrodoc', 'numdoc', 'doc', 'dni', 'ruc', 'nrodocumento'],
  nombres: ['nombres', 'nombre', 'razonsocial', 'cliente', 'name'],
  apellidos: ['apellidos', 'apellido', 'surname', 'lastname'],
  fecha_nacimiento: ['fechanacimiento', 'fechadenacimiento', 'fecnac', 'fnac', 'nacimiento', 'cumpleanos', 'birth'],
  email: ['email', 'correo', 'mail', 'emailaddress'],
  celular: ['celular', 'movil', 'cel', 'telefono', 'telefonomovil', 'phone', 'mobile'],
  telefono: ['telefono', 'celular', 'movil', 'phone', 'mobile'],
  tipo_cliente: ['tipocliente', 'tipodecliente', 'tipopersona'],
  tipo_pago: ['tipopago', 'tipodepago', 'formapago', 'formadepago', 'condicionpago'],
  incluye_igv: ['incluyeigv', 'igv', 'conigv'],
  id_distrito: ['iddistrito', 'ubigeo', 'codigoubigeo', 'distrito', 'coddistrito'],
  id_lista_precio: ['idlistaprecio', 'listaprecio', 'listadeprecios', 'listaprecios'],
  id_tipo_detraccion: ['idtipodetraccion', 'tipodetraccion', 'detraccion'],
  extra_domicilio_a_domicilio: ['extradomicilioadomicilio'],
  extra_domicilio_a_agencia: ['extradomicilioaagencia'],
  extra_agencia_a_domicilio: ['extraagenciaadomicilio'],
};

const plain = (name) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/**
 * Returns the field of each column, or `null`. Exact names win over similar beginnings; no field is used twice.
 * @param {string[]} columns
 * @param {string[]} fields
 */
export function matchColumns(columns, fields) {
  const taken = new Set();
  const found = columns.map(() => null);
  const rounds = [
    (column, field) => column === plain(field),
    (column, field) => NAMES[field]?.includes(column),
    (column, field) => NAMES[field]?.some((name) => name.length > 2 && column.startsWith(name)),
  ];
  for (const fits of rounds) {
    for (const [at, column] of columns.entries()) {
      const field = found[at] ?? fields.find((each) => !taken.has(each) && fits(plain(column), each));
      if (!field) continue;
      found[at] = field;
      taken.add(field);
    }
  }
  return found;
}
