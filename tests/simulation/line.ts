import { encodeHead } from '../../src/lib/sync/protocol.ts';
import type { Reply, Transport } from '../../src/lib/sync/engine.ts';
import { echoOf } from '../../src/lib/sync/wire/echo.ts';
import { Malformed } from '../../src/lib/sync/wire/shape.ts';
import type { Random } from '../support/random.ts';
import type { Program } from './gate.ts';
import { ServerKilled, type Caller } from './office.ts';
import type { Phone } from './phone.ts';
import type { LineFault } from './plan.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PORTAL = [
	'<!DOCTYPE html>',
	'<html><head><title>Free WiFi</title></head>',
	'<body>Log in</body></html>',
];

/** A round on its way: `asked` once bytes may have left. */
export interface Trip {
	readonly program: Program;
	readonly random: Random;
	/** What goes wrong with the first request; the others fare well. */
	fault: LineFault | null;
	asked: boolean;
	/** The tab froze, or its lock was lost: others may run meanwhile. */
	readonly letGo: () => void;
}

/** The line between a phone and the office, with one thing going wrong in it at most. */
export function line(world: World, phone: Phone, trip: Trip): Transport {
	const { clock, witness } = world;
	const { random, program } = trip;
	const happened = (kind: LineFault, words?: string) => world.happened(kind, phone, words);
	const quiet = (what: string) =>
		witness.holds('S8', program.open === 0, () => `${phone.name} keeps a transaction open while ${what}`);

	async function deliver(caller: Caller, body: string, killAfter?: number): Promise<Reply> {
		try {
			return { kind: 'answer', lines: arriving(await world.office.answer(caller, body, killAfter)) };
		} catch (error) {
			if (error instanceof ServerKilled) {
				happened('server-killed', `behind ${killAfter} steps`);
				return { kind: 'offline' };
			}
			if (error instanceof Malformed) return { kind: 'trouble', status: 400 };
			throw error;
		}
	}

	async function* arriving(lines: readonly string[], until = lines.length, breaks = false) {
		for (const text of lines.slice(0, until)) {
			await clock.wait(random.below(3_000));
			quiet('the answer arrives');
			yield text;
		}
		if (breaks) throw new Error('the line broke');
	}

	/** Whatever came whole before the cut. A line without its end is none. */
	function cut(lines: readonly string[]): Reply {
		const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
		const at = random.below(bytes.length);
		happened('cut-answer', `at byte ${at} of ${bytes.length}`);
		const whole = bytes.subarray(0, at).toString().split('\n').length - 1;
		return { kind: 'answer', lines: arriving(lines, whole, random.chance(0.7)) };
	}

	async function through(body: string, fault: LineFault | null): Promise<Reply> {
		const { caller } = phone;
		switch (fault) {
			case 'lost-before':
				happened(fault);
				return { kind: 'offline' };
			case 'portal':
				happened(fault);
				return { kind: 'not-ours' };
			case 'portal-as-answer':
				happened(fault);
				return { kind: 'answer', lines: arriving(PORTAL) };
			case 'server-error':
				happened(fault);
				return { kind: 'trouble', status: 503 };
			case 'unauthorised':
				happened(fault);
				return { kind: 'unauthorised' };
			case 'too-old': {
				happened(fault);
				const head = encodeHead({
					epoch: world.office.epoch,
					time: 0,
					echo: echoOf(body),
					trouble: 'version',
				});
				return { kind: 'answer', lines: arriving([head]) };
			}
			case 'cut-request': {
				const bytes = Buffer.from(body);
				const at = random.below(bytes.length);
				happened(fault, `at byte ${at} of ${bytes.length}`);
				return deliver(caller, bytes.subarray(0, at).toString());
			}
			case 'stale-answer': {
				const old = phone.answers.length > 0 ? random.pick(phone.answers) : null;
				if (!old) return await ask(caller, body);
				happened(fault);
				return { kind: 'answer', lines: arriving(old) };
			}
			case 'late-request': {
				const days = 0.01 + random.next() * 4;
				happened(fault, `by ${days.toFixed(2)} days`);
				clock.at(clock.now + days * DAY, () => {
					world.tell(`${phone.name}: the late request arrives`);
					void deliver(caller, body);
				});
				return random.chance(0.5) ? { kind: 'offline' } : await ask(caller, body);
			}
			case 'twice': {
				happened(fault);
				await deliver(caller, body);
				await clock.wait(random.below(10_000));
				return ask(caller, body);
			}
			case 'lost-after':
				happened(fault);
				await deliver(caller, body);
				return random.chance(0.5) ? { kind: 'offline' } : { kind: 'not-ours' };
			case 'server-killed':
				return deliver(caller, body, random.below(14));
			case 'cut-answer':
				return cut(await lineList(caller, body));
			case 'late-answer': {
				const days = 1 + random.below(6);
				happened(fault, `by ${days} days`);
				const lines = await lineList(caller, body);
				trip.letGo();
				await clock.wait(days * DAY);
				return { kind: 'answer', lines: arriving(lines) };
			}
			case 'overtaken': {
				happened(fault);
				const lines = await lineList(caller, body);
				trip.letGo();
				await clock.wait(random.below(20 * MINUTE));
				return { kind: 'answer', lines: arriving(lines) };
			}
			case null:
				return ask(caller, body);
		}
	}

	async function lineList(caller: Caller, body: string): Promise<readonly string[]> {
		const pause = () => (random.chance(0.3) ? clock.wait(random.below(20_000)) : Promise.resolve());
		const lines = await world.office.answer(caller, body, undefined, pause);
		phone.answers.push(lines);
		return lines;
	}

	const ask = async (caller: Caller, body: string): Promise<Reply> => {
		return { kind: 'answer', lines: arriving(await lineList(caller, body)) };
	};

	return {
		async post(body) {
			quiet('it asks');
			trip.asked = true;
			const { fault } = trip;
			trip.fault = null;
			await clock.wait(100 + random.below(2_000));
			const reply = await through(body, fault);
			await clock.wait(100 + random.below(2_000));
			quiet('it waits');
			return reply;
		},
	};
}
