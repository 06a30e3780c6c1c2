import { currentAccount, databaseName } from '$lib/client/accounts';
import { hasLock } from '$lib/client/app-lock/seal';
import { joinHere, keepName } from '$lib/client/join-here';
import { KEPT_INVITATION, look, secretIn, type Closed, type InvitationSeen } from '$lib/client/joining';
import { keptKey } from '$lib/client/keyring';
import { asksName, nameFor } from '$lib/client/own-name';
import { inAppBrowser, type InApp } from '$lib/domain/browser';
import { MAX_NAME } from '$lib/domain/limits';
import { readText } from '$lib/domain/typed';
import { HOME } from './home.ts';
import type ReceiveType from './Receive.svelte';

type Step =
	| { kind: 'looking' | 'missing' | 'offline' | 'blocked' | 'receiving' }
	| { kind: 'closed'; why: Closed }
	| { kind: 'ready' | 'joining' | 'unanswered'; seen: InvitationSeen }
	| { kind: 'outside'; app: InApp };

/** The secret of the invitation in hand, for a reload: the address bar no longer shows it. */
const IN_HAND = 'tambon.join';
/** Behind the `#`, for whoever comes to read a shop from another screen. */
const RECEIVE = '#receive';

/** An invitation in hand, and how far somebody is with it. */
export class Joining {
	step = $state.raw<Step>({ kind: 'looking' });
	/** What whoever joins is called, where the invitation asks it. */
	name = $state('');
	wrong = $state<'empty' | 'too-long' | null>(null);
	/** Fetched when it is wanted; the service worker has it with no connection. */
	Receive = $state.raw<typeof ReceiveType | null>(null);
	#secret = $state('');
	readonly asks = $derived(asksName(this.#secret));

	async begin(): Promise<void> {
		const app = inAppBrowser(navigator.userAgent);
		if (app) {
			// The address keeps its secret here: the menu of the chat app hands it on to the browser
			this.step = { kind: 'outside', app };
			return;
		}
		try {
			const given = secretIn(location.hash);
			if (given) sessionStorage.setItem(IN_HAND, given);
			this.#secret = given ?? sessionStorage.getItem(IN_HAND) ?? localStorage.getItem(KEPT_INVITATION) ?? '';
		} catch {
			this.block();
			return;
		}
		const isToReceive = location.hash === RECEIVE;
		if (location.hash !== '') history.replaceState(history.state, '', '/join');
		if (isToReceive) await this.receive();
		else if (this.#secret === '') this.step = { kind: 'missing' };
		else await this.read();
	}

	/** A code was traded for this: it is in hand like one of a link. */
	async take(traded: string): Promise<void> {
		sessionStorage.setItem(IN_HAND, traded);
		this.#secret = traded;
		await this.read();
	}

	/** The one in hand opens nothing: it makes way for a code. */
	letGo(): void {
		sessionStorage.removeItem(IN_HAND);
		localStorage.removeItem(KEPT_INVITATION);
		this.#secret = '';
		this.step = { kind: 'missing' };
	}

	/** The browser keeps nothing. */
	block(): void {
		this.step = { kind: 'blocked' };
	}

	async read(isQuiet = false): Promise<void> {
		if (!isQuiet) this.step = { kind: 'looking' };
		const looked = await look(this.#secret, await keptKey(this.#secret));
		if (looked.kind === 'offline') localStorage.setItem(KEPT_INVITATION, this.#secret);
		else localStorage.removeItem(KEPT_INVITATION);
		// Away meanwhile: to another invitation, or to a shop that is being read from a screen.
		if (isQuiet && this.step.kind !== 'offline') return;
		this.wrong = null;
		if (looked.kind === 'ok' && this.asks) this.name = await nameFor(this.#secret, looked.name);
		if (looked.kind === 'ok') this.step = { kind: 'ready', seen: looked };
		else this.step = looked.kind === 'offline' ? { kind: 'offline' } : { kind: 'closed', why: looked.kind };
	}

	/** Keeps a name that is being typed. */
	keepName(typed: string): Promise<void> {
		return keepName(this.#secret, typed);
	}

	async use(seen: InvitationSeen): Promise<void> {
		const read = readText(this.name, MAX_NAME, true);
		this.wrong = this.asks && read.kind === 'bad' ? read.reason : null;
		if (this.wrong) return document.querySelector<HTMLElement>('form input')?.focus();
		this.step = { kind: 'joining', seen };
		try {
			const joined = await joinHere(this.#secret, this.asks ? this.name.trim() : null);
			if (joined.kind === 'ok') {
				await openAgain();
				sessionStorage.removeItem(IN_HAND);
				location.replace(HOME[joined.role]);
			} else if (joined.kind === 'offline') this.step = { kind: 'unanswered', seen };
			else if (joined.kind === 'nameless') {
				this.wrong = 'empty';
				this.step = { kind: 'ready', seen };
			} else this.step = { kind: 'closed', why: joined.kind };
		} catch {
			this.block();
		}
	}

	/** A shop is read from another phone's screen. */
	async receive(): Promise<void> {
		this.Receive ??= (await import('./Receive.svelte')).default;
		this.step = { kind: 'receiving' };
	}
}

/** An invitation is the way back for somebody who has forgotten the PIN. */
async function openAgain(): Promise<void> {
	const account = currentAccount();
	if (!account || !hasLock(account)) return;
	const { removeLock } = await import('$lib/client/app-lock/set');
	await removeLock(databaseName(account));
}
