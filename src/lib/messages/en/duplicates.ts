import type { duplicates as source } from '../th/duplicates.ts';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

export const duplicates: typeof source = {
	title: 'Duplicates',
	text: 'These may be the same maker. Compare the two, then merge them, or say they are different',
	count: (pairs) => counted(pairs, 'pair'),
	none: 'No possible duplicates',
	noneText: 'OTOP numbers, phone numbers and names within a subdistrict were compared',
	reasons: { otop: 'same OTOP number', phone: 'same phone', name: 'names alike' },
	columns: { first: 'One', second: 'The other', why: 'Because', code: 'Code' },
	look: 'Compare',
	noName: 'No name yet',
	two: 'Are they the same?',
	stay: 'Which shop to keep',
	stayHint: 'Products, photos and phone numbers of the other move here. Its old web address leads here',
	differ: 'They differ: choose what is right',
	products: (count) => (count === 0 ? 'No products yet' : counted(count, 'product')),
	photos: (count) => counted(count, 'photo'),
	open: 'Open to shoppers',
	shut: 'Not open to shoppers',
	joined: (count) => (count === 0 ? 'Nobody has joined' : `${counted(count, 'person')} joined`),
	merge: 'Merge into one shop',
	mergeText:
		'Nothing is lost, and you can undo it at any time. Where the owner has not agreed yet, products that move over are drafts',
	apart: 'They are different',
	apartText: 'You will not be asked again, nor will others who look after this area',
	apartSaid: 'Noted: they are different',
	together: 'They may be the same after all',
	merged: (name) => `Merged into ${name}`,
	into: (name) => `This shop was merged into ${name}`,
	intoText: 'It is on no list, and shoppers no longer see it. Everything it had is still here',
	aliases: 'Shops merged into this one',
	openOther: 'Open the shop you kept',
	openAlias: 'See what it had',
	undo: 'Split them again',
	undone: (kept, fields) =>
		kept + fields === 0
			? 'They are two shops again'
			: `They are two shops again. What was changed after the merge stays here: ${[
					kept > 0 ? counted(kept, 'product') : '',
					fields > 0 ? counted(fields, 'field') : '',
				]
					.filter(Boolean)
					.join(', ')}`,
	loop: 'Somebody has merged them the other way round already. Look again',
	gone: 'Not possible: one of them was merged into another shop already, or is not on this phone',
	types: { GROUP: 'Community group', SINGLE: 'Single owner', SME: 'Small or medium enterprise' },
};
