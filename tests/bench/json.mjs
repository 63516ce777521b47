// Parses JSON bytes for the peers.

const decoder = /* @__PURE__ */ new TextDecoder();

export const parsed = (bytes) => JSON.parse(decoder.decode(bytes));
