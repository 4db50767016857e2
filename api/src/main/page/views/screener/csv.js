import { send } from '../../lib/http.js';

/** A browser may read the file after the click. */
const REVOKED_AFTER_MS = 60_000;

/**
 * Loads the list as CSV from the API, with the same filter, sort and columns as it is shown, and hands it to the browser
 * as a file.
 *
 * @param {object} query parameters of `GET screener`
 * @param {string} name of the file
 */
export async function downloadCsv(query, name) {
    const file = await send('screener', { query: { ...query, format: 'csv' }, accept: 'text/csv', timeout: 60_000 }, response => response.blob());
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), REVOKED_AFTER_MS);
}
