import type { Principal } from '../domain/access.ts';

/** Who a request speaks for: a person who joined, on one device of theirs. */
export interface Enrolled {
	readonly enrolment: string;
	/** The id the device made for itself; '' until its first sync. */
	readonly device: string;
	/** True once the device took another id: a request under its first one may still be on its way. */
	readonly renamed: boolean;
	readonly principal: Principal;
	/** The secret it showed has been in use for long: another is to be offered with the answer (`renewal.ts`). */
	readonly secretIsDue?: boolean;
}
