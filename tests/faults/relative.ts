import 'fake-indexeddb/auto';
import { openSession, makeKey, type Session } from '../../src/lib/client/session.ts';
import { deviceStore } from '../../src/lib/client/store/device.ts';
import { httpTransport } from '../../src/lib/client/transport.ts';
import { LINK_VALID } from '../../src/lib/domain/invitation.ts';
import { invite, redeem } from '../../src/lib/server/invitations.ts';
import { round } from '../../src/lib/sync/engine.ts';
import type { Value } from '../../src/lib/sync/value.ts';
import { inOffice } from '../support/office.ts';
import { Ledger } from './ledger.ts';

const KEY_LENGTH = 43;

/** Somebody else who sells for the shop, on a good line: the real engine without a screen, and what they were told. */
export class Relative {
	readonly ledger = new Ledger();
	readonly #session: Session;
	readonly #parts: Parameters<typeof round>[0];

	private constructor(session: Session, parts: Parameters<typeof round>[0]) {
		this.#session = session;
		this.#parts = parts;
	}

	/** Joins, and has seen the shop. `port`: the server's own. */
	static async join(
		place: { dataDir: string; origin: string },
		port: number,
		shop: string,
	): Promise<Relative> {
		const joined = await inOffice(place, async (app) => {
			const wish = { role: 'seller', areas: [], shop, name: 'หลาน', validMs: LINK_VALID } as const;
			const invited = await invite(app, null, wish);
			if (invited.kind !== 'ok') throw new Error(invited.kind);
			const asked = { secret: invited.secret, key: 'r'.repeat(KEY_LENGTH), phone: '', device: '' };
			const redeemed = await redeem(app, asked);
			if (redeemed.kind !== 'ok') throw new Error(redeemed.kind);
			return redeemed;
		});
		const nothing = () => undefined;
		const session = await openSession({ enrolment: joined.enrolment, ...joined.person }, nothing, nothing);
		const cookie = `__Host-t-${joined.enrolment}=${joined.session}`;
		const fetcher: typeof fetch = (url, init) =>
			fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } });
		const transport = httpTransport(`http://127.0.0.1:${port}/api/sync`, fetcher);
		const parts = { store: deviceStore(session.db), transport, now: Date.now, newDeviceId: makeKey };
		const relative = new Relative(session, parts);
		await relative.sync();
		return relative;
	}

	/** Sets a field with what this phone last saw beneath it. It is here, and goes up with the next sync. */
	async set(kind: string, key: string, field: string, value: Value): Promise<void> {
		const saved = this.ledger.set(kind, key, field, value);
		await this.#session.edit({ space: this.#session.space, kind, key, set: { [field]: value } });
		saved();
	}

	/** Throws when the server is not reached. */
	async sync(): Promise<void> {
		for (;;) {
			const { kind } = await round(this.#parts);
			if (kind === 'done') return;
			if (kind !== 'again') throw new Error(`a round ended ${kind}`);
		}
	}

	close(): void {
		this.#session.close();
	}
}
