// A form of React Hook Form that uses the rules of ficha as a Standard Schema.

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { updateClientePublico } from 'ficha';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';

const FIELDS = { nombres: 'Nombres', telefono: 'Teléfono', email: 'Correo' };

// An empty box sends nothing; "" would clear the stored value.
const setValueAs = (text) => text || undefined;

function Formulario({ save }) {
  const { register, handleSubmit, formState } = useForm({ resolver: standardSchemaResolver(updateClientePublico) });
  return (
    <form onSubmit={handleSubmit(save)} noValidate>
      {Object.entries(FIELDS).map(([field, label]) => (
        <p key={field}>
          <label>
            {label} <input {...register(field, { setValueAs })} aria-invalid={field in formState.errors} />
          </label>
          <span role="alert">{formState.errors[field]?.message}</span>
        </p>
      ))}
      <button type="submit">Guardar</button>
    </form>
  );
}

const root = document.querySelector('#form');
createRoot(root).render(<Formulario save={(cliente) => console.log(JSON.stringify(cliente))} />);
