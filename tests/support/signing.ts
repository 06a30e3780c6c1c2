import { randomKey } from '../../src/lib/domain/key.ts';
import { saidBy, signedText, type SignedInvitation } from '../../src/lib/domain/signed-invitation.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** What a phone signs with, and its public half as the office takes it. */
export async function makeSigner() {
	const pair = await crypto.subtle.generateKey(CURVE, false, ['sign']);
	const key = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64url');
	return {
		key,
		async sign(made: Omit<SignedInvitation, 'nonce' | 'name'> & Partial<SignedInvitation>): Promise<string> {
			const nonce = randomKey(22, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
			const invitation = { nonce, name: '', ...made };
			const said = new TextEncoder().encode(saidBy(invitation));
			const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, said);
			return signedText(invitation, Buffer.from(signature).toString('base64url'));
		},
	};
}
