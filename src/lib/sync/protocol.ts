/**
 * The wire of `POST /api/sync`: one request carries all that goes up and brings all that comes down.
 * Both bodies are JSON in short positional arrays; alike changes and records travel as columns, which compress well.
 *
 * Request:  `[version, enrolment, epoch, spaces, more?]`; a space is `[id, cursor, firstN?, runs?, more?]`.
 * Answer:   lines. The first is `[epoch, serverTime + echo, trouble?, more?]`; each other is a section of one space (`Section`).
 * `more` is an object of one-letter names, for what is said seldom; an unknown letter is skipped.
 */
export { decodeRequest, encodeRequest, type SpaceRequest, type SyncRequest } from './wire/request.ts';
export {
	decodeHead,
	decodeSection,
	encodeHead,
	encodeSection,
	type Head,
	type Section,
} from './wire/answer.ts';

/** Ours alone: no form of another site can send it, and no captive portal answers with it. */
export const CONTENT_TYPE = 'application/tambon';

/** The first byte of a body packed with raw deflate; a plain one begins with `[`. */
export const PACKED = 1;

/** Below this a packed body is longer than a plain one, in bytes. */
export const PACK_FROM = 300;

/** The most bytes a request's body may have, packed or unpacked: some 3,000 edits. The outbox is sent in parts. */
export const MAX_REQUEST_BYTES = 400_000;
export const MAX_UNPACKED_BYTES = 2_000_000;
