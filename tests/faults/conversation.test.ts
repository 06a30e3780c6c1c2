import { expect, it } from 'vitest';
import { Conversation } from './conversation.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const ask = (body: string) => `POST /api/sync HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

it('knows how long a request is, and where its answer ends', () => {
	const talk = new Conversation();
	const text = ask('12345');
	const { exchange, isNew } = talk.up(bytes(text.slice(0, -2)));
	expect(isNew).toBe(true);
	expect(exchange).toMatchObject({ method: 'POST', path: '/api/sync', asks: text.length });
	expect(talk.up(bytes(text.slice(-2)))).toEqual({ exchange, isNew: false });
	expect(exchange.up).toBe(text.length);
	talk.down(bytes('HTTP/1.1 200 OK\r\nContent-Le'));
	talk.down(bytes('ngth: 3\r\n\r\nab'));
	expect(exchange.ended).toBe(false);
	talk.down(bytes('c'));
	expect(exchange).toMatchObject({ ended: true, down: exchange.answers });
});

it('tells the next request on the same connection from the one before', () => {
	const talk = new Conversation();
	const first = talk.up(bytes(ask('')));
	talk.down(bytes('HTTP/1.1 204 No Content\r\n\r\n'));
	expect(first.exchange.ended).toBe(true);
	const second = talk.up(bytes('GET /photos/a HTTP/1.1\r\n\r\n'));
	expect(second).toMatchObject({ isNew: true, exchange: { method: 'GET', ended: false } });
});

it('finds the end of an answer in chunks', () => {
	const talk = new Conversation();
	const { exchange } = talk.up(bytes('GET / HTTP/1.1\r\n\r\n'));
	talk.down(bytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'));
	expect(exchange.ended).toBe(false);
	talk.down(bytes('0\r\n\r\n'));
	expect(exchange.ended).toBe(true);
});

it('takes what a server says unasked for no answer', () => {
	expect(new Conversation().down(bytes('HTTP/1.1 408 Request Timeout\r\n\r\n'))).toBeNull();
});
