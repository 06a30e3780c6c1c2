import { randomBytes } from 'node:crypto';
import { LINK_VALID } from '../domain/invitation.ts';
import {
	chosen,
	CODE_LENGTH,
	CODE_LETTERS,
	CODE_TRIES,
	CODE_VALID,
	NUMBER_LENGTH,
} from '../domain/spoken-code.ts';
import type { App } from './app.ts';
import { hashOf, isSecret, newLinkSecret, newSalt, saltedHashOf } from './secret.ts';
import type { Tx } from './store/port.ts';
import { addCode, countTry, dropOldCodes, lockCode, setTraded, type CodeRow } from './store/queries/codes.ts';

/** A second way into an invitation, to be read out. Told once: only its hash is kept. */
export interface SpokenCode {
	/** Names the invitation, and is no secret. */
	readonly number: string;
	readonly code: string;
	/** Milliseconds UTC. */
	readonly expiresAt: number;
}

const DIGITS = [...'0123456789'];

/** Gives an open invitation a code. In the caller's transaction. */
export async function giveCode(tx: Tx, invitation: string, now: number): Promise<SpokenCode> {
	await dropOldCodes(tx, now, now - LINK_VALID);
	let number = chosen(DIGITS, NUMBER_LENGTH, randomBytes);
	while (await lockCode(tx, number)) number = chosen(DIGITS, NUMBER_LENGTH, randomBytes);
	const code = chosen(CODE_LETTERS, CODE_LENGTH, randomBytes);
	const salt = newSalt();
	const expiresAt = now + CODE_VALID;
	await addCode(tx, {
		...{ number, invitation, salt, code_hash: saltedHashOf(code, salt), tries: 0 },
		...{ expires_at: expiresAt, key_hash: null, secret_hash: null },
	});
	return { number, code, expiresAt };
}

export type Traded =
	| { readonly kind: 'ok'; readonly secret: string }
	/** No such number, another code, too late, too many tries, another phone was first: a guess learns nothing. */
	| { readonly kind: 'unknown' };

const UNKNOWN: Traded = { kind: 'unknown' };

/**
 * Trades a code for a secret as a link has it, for the phone with this key; the same phone again gets another, since its
 * answer may have been lost. A wrong code counts against its number, and after `CODE_TRIES` the number opens nothing.
 */
export async function tradeCode(app: App, number: string, code: string, key: string): Promise<Traded> {
	const now = app.now();
	const secret = newLinkSecret();
	return app.store.write(async (tx): Promise<Traded> => {
		const row = await lockCode(tx, number);
		const isRight = isSecret(`${row?.salt ?? ''} ${code}`, row?.code_hash ?? '');
		const isOpen = row !== null && row.tries < CODE_TRIES && now < row.expires_at;
		// Counted for a number that nobody has too: the time must not tell which are open
		if (!isOpen || !isRight) {
			await countTry(tx, number);
			return UNKNOWN;
		}
		if (!isFirst(row, key)) return UNKNOWN;
		await setTraded(tx, number, { keyHash: hashOf(key), secretHash: hashOf(secret) });
		return { kind: 'ok', secret };
	});
}

const isFirst = ({ key_hash }: CodeRow, key: string): boolean => key_hash === null || isSecret(key, key_hash);
