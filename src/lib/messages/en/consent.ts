import type { consent as th } from '../th/consent.ts';

export const consent: typeof th = {
	askTitle: 'Before the shop opens',
	yes: 'I agree: open the shop',
	othersTitle: 'Ask the shop’s owner',
	othersText: 'Read this out to the owner line by line, or hand over the phone',
	who: 'Name of the owner who agrees',
	whoMissing: 'Say who agrees first',
	tapped: 'The owner taps here: I agree',
	spoken: 'I read it out, and the owner said yes',
	lookTitle: 'The owner’s consent',
	given: (by, when) => `${by} agreed on ${when}`,
	ways: { tapped: 'by a tap on the phone', spoken: 'in spoken words' },
	heard: (name) => `before ${name}`,
	readThen: 'What was agreed to',
	newerText: 'This text came with a newer app: update the app to read it',
	withdraw: 'Withdraw the consent',
	withdrawText: 'Shoppers no longer see the shop as soon as this has reached the office. Everything is kept',
};
