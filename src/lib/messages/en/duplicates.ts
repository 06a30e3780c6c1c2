import type { duplicates as source } from '../th/duplicates.ts';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

export const duplicates: typeof source = {
	title: 'Possible duplicates',
	text: 'Makers that may be one. Look at both beside each other, then make one of them, or say that they are two',
	count: (pairs) => counted(pairs, 'pair'),
	none: 'No makers that may be one',
	noneText: 'OTOP numbers, phones, and names within a subdistrict were compared',
	reasons: { otop: 'same OTOP number', phone: 'same phone', name: 'names alike' },
	columns: { first: 'One', second: 'The other', why: 'Because', code: 'Code' },
	look: 'Look at both',
	noName: 'No name yet',
	two: 'Are they one?',
	stay: 'Which shop stays',
	stayHint: 'Goods, pictures and phones of the other come to this one; its old web address leads here',
	differ: 'They disagree: choose what is right',
	products: (count) => (count === 0 ? 'No products yet' : counted(count, 'product')),
	photos: (count) => counted(count, 'photo'),
	open: 'Open to shoppers',
	shut: 'Not open to shoppers',
	joined: (count) => (count === 0 ? 'Nobody has joined' : `${counted(count, 'person')} joined`),
	merge: 'Make one shop',
	mergeText:
		'Nothing is lost, and it can be undone at any time. Where the owner has not agreed yet, what comes over is a draft',
	apart: 'They are two',
	apartText: 'You are not asked again, nor are others who look after this area',
	apartSaid: 'Noted that they are two',
	together: 'They may be one after all',
	merged: (name) => `Now one with ${name}`,
	into: (name) => `This shop is now one with ${name}`,
	intoText: 'It is on no list and has no shop window. All that it had is here',
	aliases: 'Shops that became part of this one',
	openOther: 'See the shop that stays',
	openAlias: 'See what it had',
	undo: 'Make two shops again',
	undone: (kept, fields) =>
		kept + fields === 0
			? 'They are two shops again'
			: `They are two shops again. What was changed since stays here: ${[
					kept > 0 ? counted(kept, 'product') : '',
					fields > 0 ? counted(fields, 'field') : '',
				]
					.filter(Boolean)
					.join(', ')}`,
	loop: 'Somebody made one of them already, the other way round. Look again',
	gone: 'Not possible: one of them is part of another shop already, or is not on this phone',
	types: { GROUP: 'Community group', SINGLE: 'Single owner', SME: 'Small or medium enterprise' },
};
