import { send } from '../../lib/http.js';

/**
 * Loads the list as CSV from the API, with the same filter, sort and columns as it is shown, and hands it to the browser
 * as a file.
 *
 * @param {object} query parameters of `GET screener`
 * @param {string} name of the file
 */
export async function downloadCsv(query, name) {
    const response = await send('screener', { query: { ...query, format: 'csv' }, accept: 'text/csv', timeout: 60_000 });
    const address = URL.createObjectURL(await response.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
}
