/** The code of the error that the part for workbooks cannot be loaded. */
export const NOT_LOADED = 'not-loaded';
