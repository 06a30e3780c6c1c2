import { HASH_PATTERN, MAX_PHOTO_BYTES } from '../../domain/photo.ts';
import { OCTETS, OVER_QUOTA, TUS_VERSION, UPLOAD_ID, uploadId, UPLOADS } from '../../sync/upload.ts';
import type { App } from '../app.ts';
import { doerOf, tooMany } from '../limits.ts';
import type { Enrolled } from '../principal.ts';
import { isForeign } from '../same-origin.ts';
import { authenticate } from '../sessions.ts';
import { holding, type OpenPart, type Part } from './parts.ts';
import { isPastQuota } from './quota.ts';
import { needsNoBytes, receivePhoto, senderOf, type PhotoRefusal } from './receive.ts';

/** The server's side of tus 1.0.0 with creation and creation-with-upload; what phone and server add is in `sync/upload.ts`. */

const STATUS: Record<PhotoRefusal, number> = {
	'bad-name': 400,
	empty: 400,
	interrupted: 400,
	'too-large': 413,
	'not-a-picture': 415,
	'hash-mismatch': 422,
	broken: 422,
	'over-quota': OVER_QUOTA,
};

type Headers = Record<string, string>;

function answer(status: number, headers: Headers = {}): Response {
	// Told that nothing follows, HTTP/1.1 need not say so in a chunk of its own.
	const length: Headers = status === 201 ? { 'content-length': '0' } : {};
	return new Response(null, { status, headers: { 'tus-resumable': TUS_VERSION, ...length, ...headers } });
}

/** The reason is for whoever looks into a log or a test: a phone decides by the status. */
function refuse(status: number, code: string): Response {
	const headers = { 'tus-resumable': TUS_VERSION, 'content-type': 'application/json' };
	return new Response(JSON.stringify({ code }), { status, headers });
}

const refusePhoto = (reason: PhotoRefusal): Response => refuse(STATUS[reason], reason);

/** What this server can do. */
export function optionsAnswer(): Response {
	return answer(204, {
		'tus-version': TUS_VERSION,
		'tus-extension': 'creation,creation-with-upload',
		'tus-max-size': String(MAX_PHOTO_BYTES),
	});
}

type Knock = { who: Enrolled } | { no: Response };

/** The one door: our own page, a version that is spoken here, somebody who is enrolled. */
async function knock(app: App, request: Request): Promise<Knock> {
	if (isForeign(request)) return { no: refuse(403, 'not-ours') };
	if (request.headers.get('tus-resumable') !== TUS_VERSION)
		return { no: answer(412, { 'tus-version': TUS_VERSION }) };
	const who = await authenticate(app, request, request.headers.get('tambon-enrolment') ?? '');
	if (!who) return { no: refuse(401, 'unknown-enrolment') };
	const wait = await app.limits.take('upload', doerOf(who.enrolment, who.principal));
	return wait === null ? { who } : { no: tooMany(wait, { 'tus-resumable': TUS_VERSION }) };
}

/** Begins an upload, with its first bytes or without; a file that is here already is answered as one that arrived whole. */
export const createUpload = (app: App, request: Request): Promise<Response> =>
	heardOut(request, create(app, request));

/** Goes on with an upload. */
export const continueUpload = (app: App, request: Request, id: string): Promise<Response> =>
	heardOut(request, goOn(app, request, id));

/** Reads to its end what an early answer left unread: the connection would be stuck behind it. Routes limit its length. */
async function heardOut(request: Request, answering: Promise<Response>): Promise<Response> {
	const response = await answering;
	if (request.body && !request.bodyUsed) {
		await request.body.pipeTo(new WritableStream()).catch(() => undefined);
	}
	return response;
}

async function create(app: App, request: Request): Promise<Response> {
	const door = await knock(app, request);
	if ('no' in door) return door.no;
	const hash = hashIn(request.headers.get('upload-metadata') ?? '');
	const length = wholeNumber(request.headers.get('upload-length'));
	if (hash === null) return refusePhoto('bad-name');
	if (length === null) return refuse(400, 'no-length');
	if (length === 0) return refusePhoto('empty');
	if (length > MAX_PHOTO_BYTES) return refusePhoto('too-large');
	const location = `${UPLOADS}/${uploadId(hash)}`;
	if (await needsNoBytes(app, hash, door.who.principal))
		return answer(201, { location, 'upload-offset': String(length) });
	// Asked again when it is whole, since others may have come meanwhile; here it spares the line its bytes.
	if (await app.store.read((tx) => isPastQuota(tx, hash, length))) return refusePhoto('over-quota');
	return holding(app.env.dataDir, personOf(door.who), uploadId(hash), async (open) => {
		const known = await open.find();
		const isSame = known?.hash === hash && known.length === length;
		if (!isSame) await open.begin(hash, length);
		const offset = isSame ? known.offset : 0;
		if (offset === length)
			return finish(app, door.who, open, { hash, length, offset }, (at) => answer(201, { location, ...at }));
		// Created twice, it goes on where it was: the bytes of a second creation begin at the file's own beginning.
		if (offset > 0 || !isOctets(request)) return answer(201, { location, 'upload-offset': String(offset) });
		return take(app, door.who, open, { hash, length, offset }, request, (at) =>
			answer(201, { location, ...at }),
		);
	});
}

/** How much of an upload is here. */
export async function tellUpload(app: App, request: Request, id: string): Promise<Response> {
	const door = await knock(app, request);
	if ('no' in door) return door.no;
	if (!UPLOAD_ID.test(id)) return answer(404);
	return holding(app.env.dataDir, personOf(door.who), id, async (open) => {
		const part = await open.find();
		if (!part) return answer(404, { 'cache-control': 'no-store' });
		const tell = (at: Headers) =>
			answer(200, { ...at, 'upload-length': String(part.length), 'cache-control': 'no-store' });
		return part.offset === part.length ? finish(app, door.who, open, part, tell) : tell(offsetOf(part));
	});
}

async function goOn(app: App, request: Request, id: string): Promise<Response> {
	const door = await knock(app, request);
	if ('no' in door) return door.no;
	if (!UPLOAD_ID.test(id)) return answer(404);
	if (!isOctets(request)) return refuse(415, 'not-octets');
	const offset = wholeNumber(request.headers.get('upload-offset'));
	if (offset === null) return refuse(400, 'no-offset');
	return holding(app.env.dataDir, personOf(door.who), id, async (open) => {
		const part = await open.find();
		if (!part) return answer(404);
		if (part.offset !== offset) return answer(409, { 'upload-offset': String(part.offset) });
		return take(app, door.who, open, part, request, (at) => answer(204, at));
	});
}

/** Takes a request's bytes. */
async function take(
	app: App,
	who: Enrolled,
	open: OpenPart,
	before: Part,
	request: Request,
	taken: (at: Headers) => Response,
): Promise<Response> {
	const announced = wholeNumber(request.headers.get('content-length'));
	if (announced !== null && before.offset + announced > before.length) return refusePhoto('too-large');
	const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
	const { part, over, broken } = await open.append(body);
	if (over) return refusePhoto('too-large');
	if (part && part.offset === part.length) return finish(app, who, open, part, taken);
	// Nobody hears this: the line is gone, or the phone has come back by another and holds the upload there.
	if (!part || broken) return refusePhoto('interrupted');
	return taken(offsetOf(part));
}

/**
 * Makes a picture of an upload whose bytes are all here, or nothing. Whoever tells a phone of the last byte comes by here first:
 * a server may have been killed, or a line broken, between that byte and the picture.
 */
async function finish(
	app: App,
	who: Enrolled,
	open: OpenPart,
	part: Part,
	told: (at: Headers) => Response,
): Promise<Response> {
	const receipt = await receivePhoto(app, part.hash, open.bytes(), part.length, senderOf(who.principal));
	if (receipt.kind === 'refused' && receipt.reason === 'interrupted') return refuse(500, receipt.reason);
	await open.drop();
	return receipt.kind === 'refused' ? refusePhoto(receipt.reason) : told(offsetOf(part));
}

const offsetOf = ({ offset }: Part): Headers => ({ 'upload-offset': String(offset) });

/** An upload is its person's, whichever phone or enrolment of theirs goes on with it. */
const personOf = ({ principal }: Enrolled): string => principal.person;

const isOctets = (request: Request): boolean => request.headers.get('content-type') === OCTETS;

function wholeNumber(text: string | null): number | null {
	return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** The file's SHA-256 among an upload's metadata, 32 bytes in base64; whatever else it says is not looked at. */
function hashIn(metadata: string): string | null {
	for (const pair of metadata.split(',')) {
		const [key, value = ''] = pair.trim().split(' ');
		if (key !== 'sha256') continue;
		const hash = Buffer.from(value, 'base64').toString('hex');
		return HASH_PATTERN.test(hash) ? hash : null;
	}
	return null;
}
