// Serves the build: adapter-node's handler behind compression, with the limits and the shutdown it leaves to us.
import compression from 'compression';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { constants } from 'node:zlib';

const port = process.env.PORT || '3000';
// Read by adapter-node and by the product. Without ORIGIN the adapter would assume https and refuse our forms.
process.env.PORT = port;
process.env.HOST ||= '127.0.0.1';
// Elsewhere the server holds the laws of sync against every request (sync/laws.ts).
process.env.NODE_ENV ||= 'production';
process.env.ORIGIN ||= `http://localhost:${port}`;
// A rescue file at the desk is the largest thing that travels (MAX_UPLOAD_BYTES); every other route has a far lower limit of
// its own (src/lib/server/body-limit.ts).
process.env.BODY_SIZE_LIMIT ||= '64010000';

/** An idle connection is kept this long: a new one costs a phone two or three round trips. Milliseconds. */
const IDLE_CONNECTION = 5 * 60_000;
/** What was accepted before a shutdown may take this long to finish. Milliseconds. */
const SHUTDOWN_LIMIT = 25_000;

const entry = new URL('../build/handler.js', import.meta.url);
if (!existsSync(entry)) {
	process.stderr.write('No build here: run `npm start`, or `npm run build` first.\n');
	process.exit(2);
}
const { handler } = await import(entry.href);

// Static files come ready compressed; this is for pages. The sync route packs its own answers.
const compress = compression({
	threshold: 300,
	brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
});

/**
 * The way out when a service worker that was shipped turns out to be broken: KILL_WORKER=1 serves this one in its
 * place. It takes itself and its files off the phone at once. IndexedDB, where people's work is, is not touched.
 * The browser waits up to five minutes for what the broken one has under way: after a while that one is told to let go of it.
 */
const kills = process.env.KILL_WORKER === '1';
const MAKE_WAY_AFTER_MS = 3_000;
const KILLER = `self.addEventListener('install', () => {
	self.skipWaiting();
	setTimeout(() => {
		if (self.registration.waiting) self.registration.active.postMessage('make-way');
	}, ${MAKE_WAY_AFTER_MS});
});
self.addEventListener('activate', (event) => event.waitUntil((async () => {
	for (const name of await caches.keys()) await caches.delete(name);
	await self.registration.unregister();
	for (const client of await self.clients.matchAll()) client.navigate(client.url);
})()));
`;

const server = createServer((request, response) => {
	if (kills && request.url === '/service-worker.js') {
		response.setHeader('content-type', 'text/javascript');
		response.setHeader('cache-control', 'no-cache');
		response.end(KILLER);
		return;
	}
	if (request.url === '/api/sync' || request.url?.startsWith('/api/uploads')) {
		// On a thin line every byte of a header counts, and a persistent connection is HTTP/1.1's default anyway.
		response.sendDate = false;
		response.removeHeader('connection');
		handler(request, response);
		return;
	}
	compress(request, response, () => handler(request, response));
});
// Node's own keep-alive timer would announce itself in a header of each answer; this one is silent.
server.keepAliveTimeout = 0;
server.timeout = IDLE_CONNECTION;
server.headersTimeout = 60_000;
server.requestTimeout = 5 * 60_000;

let closing = false;
/** Finishes what was accepted, takes nothing more, then lets the product close its database. @param {string} reason */
function shutdown(reason) {
	if (closing) return;
	closing = true;
	const end = () => {
		// @ts-expect-error adapter-node's own event, which hooks.server.ts listens to
		process.emit('sveltekit:shutdown', reason);
		setTimeout(() => process.exit(0), 2_000).unref();
	};
	server.close(end);
	server.closeIdleConnections();
	setTimeout(() => {
		server.closeAllConnections();
	}, SHUTDOWN_LIMIT).unref();
}
process.on('SIGTERM', () => shutdown('SIGTERM'));
process.on('SIGINT', () => shutdown('SIGINT'));

server.on('error', (error) => {
	const busy = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
	process.stderr.write(busy ? `Port ${port} is in use. Choose another: PORT=3001 npm start\n` : `${error}\n`);
	process.exit(2);
});
server.listen(Number(port), process.env.HOST, () => {
	process.stdout.write(`ตำบล / Tambon: ${process.env.ORIGIN}\n`);
});
