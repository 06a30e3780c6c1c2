import { describe, expect, it } from 'vitest';
import { CONTENT_TYPE, PACKED } from '../sync/protocol.ts';
import { httpTransport } from './transport.ts';

const answering = (body: BodyInit | null, init: ResponseInit) =>
	httpTransport('http://tambon.example/api/sync', () => Promise.resolve(new Response(body, init)));
const ours = { headers: { 'content-type': CONTENT_TYPE } };

async function linesOf(body: ReadableStream<Uint8Array>): Promise<string[]> {
	const reply = await answering(body, ours).post('[]');
	if (reply.kind !== 'answer') throw new Error(reply.kind);
	const lines: string[] = [];
	try {
		for await (const line of reply.lines) lines.push(line);
	} catch {
		lines.push('broken off');
	}
	return lines;
}

describe('what came back', () => {
	it.each([
		['a captive portal that answers 200', '<html>', { headers: { 'content-type': 'text/html' } }, 'not-ours'],
		["a proxy's error page", '<html>', { status: 502, headers: { 'content-type': 'text/html' } }, 'trouble'],
		['a revoked session', 'unknown-enrolment', { status: 401, ...ours }, 'unauthorised'],
		['a server in trouble', '', { status: 500, ...ours }, 'trouble'],
		['an answer', '["e",1]\n', ours, 'answer'],
	])('tells %s', async (_, body, init, kind) => {
		expect((await answering(body, init).post('[]')).kind).toBe(kind);
	});

	it('tells a line that is not there', async () => {
		const transport = httpTransport('http://tambon.example/', () =>
			Promise.reject(new TypeError('no route')),
		);
		expect(await transport.post('[]')).toEqual({ kind: 'offline' });
	});

	it('gives whole lines wherever the bytes were cut, and none that is not whole', async () => {
		const bytes = new TextEncoder().encode('["ก"]\n["ข",2]\n["ค"');
		for (let cut = 1; cut < bytes.length; cut++) {
			const stream = new ReadableStream<Uint8Array>({
				start(controller) {
					controller.enqueue(bytes.slice(0, cut));
					controller.enqueue(bytes.slice(cut));
					controller.close();
				},
			});
			expect(await linesOf(stream)).toEqual(['["ก"]', '["ข",2]', 'broken off']);
		}
	});

	it('keeps the lines that came before the connection broke, and tells that it broke', async () => {
		let sent = false;
		const stream = new ReadableStream<Uint8Array>({
			pull(controller) {
				if (sent) return controller.error(new Error('reset'));
				sent = true;
				controller.enqueue(new TextEncoder().encode('[1]\n[2'));
			},
		});
		expect(await linesOf(stream)).toEqual(['[1]', 'broken off']);
	});
});

it('packs a long body and leaves a short one alone', async () => {
	const bodies: Uint8Array[] = [];
	const transport = httpTransport('http://tambon.example/', (_, init) => {
		bodies.push(init?.body as Uint8Array);
		return Promise.resolve(new Response('', ours));
	});
	await transport.post('[1]');
	await transport.post(JSON.stringify(Array(500).fill('น้ำพริก')));
	expect(new TextDecoder().decode(bodies[0])).toBe('[1]');
	expect(bodies[1]?.[0]).toBe(PACKED);
	expect(bodies[1]?.length).toBeLessThan(300);
});
