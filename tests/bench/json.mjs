// How the peers come from bytes to a value.

const decoder = /* @__PURE__ */ new TextDecoder();

export const parsed = (bytes) => JSON.parse(decoder.decode(bytes));
