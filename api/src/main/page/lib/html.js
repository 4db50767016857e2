import { h } from 'preact';
import htm from 'htm';

/** Template tag: HTML with components, rendered by Preact. */
export const html = htm.bind(h);
