/** Characters of an echo: two requests of one phone have the same one once in 1.7 million times. */
export const ECHO_LENGTH = 4;

/** What an answer says of its request's body: an answer to another one (a cache's on the way, say) is not taken for it. */
export function echoOf(body: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < body.length; i++) hash = Math.imul(hash ^ body.charCodeAt(i), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	return ((hash ^ (hash >>> 13)) >>> 0).toString(36).padStart(ECHO_LENGTH, '0').slice(-ECHO_LENGTH);
}
