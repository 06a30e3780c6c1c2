import type { field as source } from '../th/field.ts';

export const field: typeof source = {
	title: 'My work',
	you: (name) => name,
	noAccount: 'No marketer has joined on this phone',
	noAccountText: 'Open the invitation link that the office sent you, or scan its QR, to begin.',
	provinces: 'Provinces in your care',
	makers: 'List of makers',
	invite: 'Invite a new shop',
	rescue: 'A shop’s rescue file',
	online: 'The list and inviting need signal',
};
