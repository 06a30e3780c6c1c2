import { getRequest, setResponse } from '@sveltejs/kit/node';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joined, testApp, type Joined } from '../../../../tests/support/joined.ts';
import { UPLOADS } from '../../sync/upload.ts';
import type { App } from '../app.ts';
import { photoFiles } from './receive.ts';
import { continueUpload, createUpload, tellUpload } from './tus.ts';

// The client that most of the world uploads with, which knows nothing of ours.
let folder: string;
let app: App;
let seller: Joined;
let server: Server;
let base: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tus-'));
	const bare = await testApp();
	app = { ...bare, env: { ...bare.env, dataDir: folder } };
	seller = await joined(app, null);
	server = createServer((incoming, outgoing) => {
		void (async () => {
			const request = await getRequest({ request: incoming, base });
			const id = new URL(request.url).pathname.slice(UPLOADS.length + 1);
			if (request.method === 'POST') return setResponse(outgoing, await createUpload(app, request));
			if (request.method === 'HEAD') return setResponse(outgoing, await tellUpload(app, request, id));
			return setResponse(outgoing, await continueUpload(app, request, id));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await app.store.close();
	rmSync(folder, { recursive: true });
});

async function picture(background: string): Promise<{ bytes: Buffer; hash: string }> {
	const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
	const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background, noise } })
		.jpeg()
		.toBuffer();
	return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

function optionsFor(hash: string, more: Partial<UploadOptions>): UploadOptions {
	const cookie = `__Host-t-${seller.enrolment}=${seller.session}`;
	return {
		endpoint: base + UPLOADS,
		headers: { cookie, 'tambon-enrolment': seller.enrolment },
		// It encodes what is here as UTF-8, as the protocol has it; 32 bytes that are no text go as a header of our own.
		onBeforeRequest: (request) => {
			if (request.getMethod() === 'POST')
				request.setHeader('Upload-Metadata', `sha256 ${Buffer.from(hash, 'hex').toString('base64')}`);
		},
		retryDelays: null,
		...more,
	};
}

const run = (bytes: Buffer, options: UploadOptions) =>
	new Promise<Upload>((resolve, reject) => {
		const upload: Upload = new Upload(bytes, {
			...options,
			onSuccess: () => resolve(upload),
			onError: reject,
		});
		upload.start();
	});

test.each([true, false])(
	'takes a picture from tus-js-client in chunks (with the creation: %s)',
	async (early) => {
		const { bytes, hash } = await picture(early ? '#a33' : '#3a3');
		await run(bytes, optionsFor(hash, { chunkSize: 4_000, uploadDataDuringCreation: early }));
		expect(await photoFiles(app).read(hash, 'image/jpeg')).toEqual(bytes);
	},
);

test('goes on for tus-js-client with what another client began', async () => {
	const { bytes, hash } = await picture('#33a');
	let aborted: Upload | null = null;
	await new Promise<void>((resolve) => {
		aborted = new Upload(
			bytes,
			optionsFor(hash, {
				chunkSize: 4_000,
				onChunkComplete: (_size, sent) => {
					if (sent >= 8_000) void aborted?.abort().then(resolve);
				},
			}),
		);
		aborted.start();
	});
	const uploadUrl = (aborted as unknown as Upload).url as string;
	let first = -1;
	const onProgress = (sent: number) => (first = first < 0 ? sent : first);
	await run(bytes, optionsFor(hash, { uploadUrl, onProgress }));
	expect(first).toBeGreaterThanOrEqual(8_000);
	expect(await photoFiles(app).read(hash, 'image/jpeg')).toEqual(bytes);
});
