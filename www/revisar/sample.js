// A made-up file with the errors that files of customers have, to try the page with.

const ROWS = `Código;Nro. Documento;Apellidos y Nombres / Razón Social;Fec. Nac.;Celular;Correo electrónico;Tipo Persona;Forma de Pago;Incluye IGV;Ubigeo;Lista Precio;Vendedor
1001;20131312955;COMERCIAL EJEMPLO S.A.C.;;987654321;ventas@ejemplo.example.com;Jurídica;Crédito 30 días;SI;150101;1;Rosa
1002;10117410;Paredes Soto, Ana;15/01/1990;912 345 678;ana.paredes@example.com;Natural;Contado;No;150122;1;Rosa
1003;7117410;Gómez Ríos, Luz;31/12/1985;933445566;luz@gmial.com;Persona natural;Al contado;SI;40101;2;Iván
1004;20131312956;INVERSIONES DE PRUEBA E.I.R.L.;;944556677;-;PJ;Crédito 15 días;SI;150131;2;Iván
1005;45678912;Ñahui Quispe, José;2026-13-01;955667788;jose.nahui@example;Natural;Fiado;NO;080101;1;Rosa
1006;12345678;Vega León, Rosa;03/04/1992;(01) 445-1234;rosa.vega@example.com;Natural;Contado;SI;150140;1;Iván
1007;20600000005;SERVICIOS MODELO S.R.L.;;966778899;contacto@modelo.example.com;Cooperativa;Contado;NO;150115;3;Rosa
1008;10117410;Paredes Soto, Ana;15/01/1990;912345678;ana.paredes@example.com;Natural;Contado;NO;150122;1;Iván
`;

/** The file. */
export const sample = (name) => new File([ROWS], name, { type: 'text/csv' });
