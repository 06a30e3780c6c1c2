import { LEFT } from './accounts.ts';

/** How long to wait for an answer, milliseconds. */
const PATIENCE = 15_000;

function left(storage: Storage): string[] {
	try {
		const list: unknown = JSON.parse(storage.getItem(LEFT) ?? '[]');
		return Array.isArray(list) ? list.map(String) : [];
	} catch {
		return [];
	}
}

/** Remembers that an enrolment is over, for as long as it takes to tell; `sayFarewell` tells the office. */
export function noteLeft(enrolment: string, storage: Storage = localStorage): void {
	// An account that never came to the office has nothing to end there.
	if (enrolment !== '') storage.setItem(LEFT, JSON.stringify([...new Set([...left(storage), enrolment])]));
}

/** Tells the office of every enrolment that ended here. True: it knows of all. */
export async function sayFarewell(
	storage: Storage = localStorage,
	fetcher: typeof fetch = fetch,
): Promise<boolean> {
	for (const enrolment of left(storage)) {
		if (!(await tell(enrolment, fetcher))) return false;
		const rest = left(storage).filter((other) => other !== enrolment);
		if (rest.length > 0) storage.setItem(LEFT, JSON.stringify(rest));
		else storage.removeItem(LEFT);
	}
	return true;
}

async function tell(enrolment: string, fetcher: typeof fetch): Promise<boolean> {
	try {
		const response = await fetcher('/api/leave', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ enrolment }),
			signal: AbortSignal.timeout(PATIENCE),
		});
		const answer = (await response.json()) as { kind?: unknown };
		return answer.kind === 'ok';
	} catch {
		return false;
	}
}
