// An empty peer: measures what an import and a call cost by themselves, for the suite `cold`.
export const check = () => ({ ok: true });
