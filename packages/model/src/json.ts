/** Plain JSON data: what survives `JSON.stringify` and a structured clone unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A plain JSON object. */
export type JsonObject = { [key: string]: Json }
