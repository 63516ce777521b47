import assert from 'node:assert/strict';

export const cells = [
  {
    cell: '@tanstack/form-core',
    async run() {
      const { FormApi } = await import(import.meta.resolve('@tanstack/form-core'));
      const { agregarDireccion } = await import(import.meta.resolve('ficha'));
      const form = new FormApi({
        defaultValues: { id_cliente: '7', direcciones: [{ direccion: 'x', referencia: '' }] },
        validators: { onChange: agregarDireccion },
      });
      form.mount();
      form.validateSync('change');
      const issues = form.state.errorMap.onChange['direcciones[0].direccion'];
      // The whole issue arrives, with its code and parameters.
      assert.deepEqual([issues[0].code, issues[0].params], ['text.too_short', { min: 3 }]);
      form.setFieldValue('direcciones[0].direccion', 'Calle 1');
      form.validateSync('change');
      assert.equal(form.state.errorMap.onChange, undefined);
    },
  },
];
