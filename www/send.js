// Sends a record and gives back what the server says, also when it says nothing.
export async function send(method, path, record) {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(record),
    });
    const { message, error, issues = [], warnings = [] } = await response.json();
    return { ok: response.ok, message: message ?? error, issues, warnings };
  } catch {
    const message = 'No hay respuesta del servidor. Lo escrito sigue aquí; intenta de nuevo.';
    return { ok: false, message, issues: [], warnings: [] };
  }
}
