/** SHA-256 in 64 hexadecimal digits. Apart from the shapes of fields: a phone that checks a name needs no validator. */
export const HASH_PATTERN = /^[0-9a-f]{64}$/;
