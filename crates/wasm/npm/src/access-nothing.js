// Replaces generated/access.js in builds for pages: there it gains nothing, and its bytes would have to be downloaded.

export const access = {};
