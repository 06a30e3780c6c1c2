import type { Told } from '../../sync/device/held.ts';
import type { EngineParts } from '../../sync/engine.ts';
import { MINUTE } from '../../domain/spans.ts';
import { readWaiting, type WaitingThing, type Where } from '../waiting.ts';

/** What is younger may be on its way: pictures go up right behind the text. */
const ON_THE_WAY = 10 * MINUTE;

/** Tells the office what of this account is on this phone alone, for its list of phones. */
export interface Teller {
	readonly tells: NonNullable<EngineParts['tells']>;
	/** The request that carried it was answered. */
	heard(): Promise<void>;
	/** True where the office was told of work that has reached it since: without another word it would go on showing it. */
	owes(): Promise<boolean>;
}

/** `version`: of the app; '' where it is not known here, and the one told before stands. */
export function makeTeller(where: Where, version: string): Teller {
	const { self } = where.db;
	let said: Told | null = null;
	return {
		async tells({ spaces }) {
			const { told, deviceIsNew = true } = (await self.get('self')) ?? {};
			const known = deviceIsNew ? undefined : told;
			const goes = new Set(
				spaces.flatMap(({ space, changes }) => changes.map(({ change }) => `${space} ${change.n}`)),
			);
			const now = Date.now();
			const left = (await readWaiting(where)).filter(
				(thing) => stays(thing, goes) && now - thing.since >= ON_THE_WAY,
			);
			const since = left.length === 0 ? 0 : Math.min(...left.map((thing) => thing.since));
			const next = { unsent: left.length, since, version: version || (known?.version ?? '') };
			const isKnown =
				known?.unsent === next.unsent && known.since === since && known.version === next.version;
			said = isKnown ? null : next;
			if (isKnown) return null;
			const age = left.length === 0 ? 0 : Math.floor((now - since) / MINUTE);
			return { unsent: next.unsent, age, version: next.version === known?.version ? '' : next.version };
		},
		async heard() {
			if (said) await self.update('self', { told: said });
			said = null;
		},
		async owes() {
			const unsent = (await self.get('self'))?.told?.unsent ?? 0;
			return unsent > 0 && (await readWaiting(where)).length < unsent;
		},
	};
}

/** Whether anything of a thing is left here when the request that carries these changes has been taken. */
const stays = ({ parked, photos, refusedPhotos, unsent }: WaitingThing, goes: ReadonlySet<string>): boolean =>
	parked.length + photos + refusedPhotos.length > 0 ||
	unsent.some(({ space, n }) => !goes.has(`${space} ${n}`));
