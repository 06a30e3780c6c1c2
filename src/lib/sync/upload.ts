/**
 * What phone and server agree on for pictures on their way up: tus 1.0.0 (https://tus.io/protocols/resumable-upload), with
 * one word more. An upload's address is known before it is made, from the hash of the file: a creation whose answer never
 * came is asked after like any other, and goes on where it broke.
 */
export const TUS_VERSION = '1.0.0';
export const UPLOADS = '/api/uploads';
export const OCTETS = 'application/offset+octet-stream';
/**
 * The status for a shop that has no room for more pictures. Not 507, which a phone takes for a passing trouble, nor 409, which
 * asks where to go on.
 */
export const OVER_QUOTA = 403;

/** Half the hash: each byte of an address travels with every request. */
export const uploadId = (hash: string): string => hash.slice(0, 32);
export const UPLOAD_ID = /^[0-9a-f]{32}$/;
