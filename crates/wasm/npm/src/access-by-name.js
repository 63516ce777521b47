// In a page there is nothing to be gained by access.js, and its bytes would have to be downloaded.

export default {};
