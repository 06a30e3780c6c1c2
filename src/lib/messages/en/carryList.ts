import type { carryList as source } from '../th/carryList.ts';

const many = (count: number) => count.toLocaleString('en');
const makers = (count: number) => `${many(count)} ${count === 1 ? 'maker' : 'makers'}`;
const lines = (count: number) => `${many(count)} ${count === 1 ? 'line' : 'lines'}`;

export const carryList: typeof source = {
	title: 'Take a list along',
	way: 'By a list',
	wayCount: (count) => `By a list (${makers(count)})`,
	wayText: 'Paste a list from LINE or Excel, or look for one at a time.',
	text: 'Paste the list you were given, or type one maker, then tap Find. Makers that are found can be taken along to where there is no signal.',
	label: 'Makers, one a line',
	hint: 'A name or a part of it, a phone, or an OTOP number',
	kept: 'Typed last time, and not taken along yet',
	find: 'Find',
	finding: 'Asking the office…',
	noSignal: 'The office cannot be asked now',
	noSignalText: 'What you typed stays on this phone. Tap Find again where there is signal.',
	ended: 'The office does not know this phone any more',
	endedText: 'What you typed stays on this phone. Go back to My work: it says what to do.',
	found: (sure, choose, none) =>
		[`${lines(sure)} found`, choose > 0 && `${many(choose)} to choose`, none > 0 && `${many(none)} not found`]
			.filter(Boolean)
			.join(' · '),
	rest: (asked, rest) => `${lines(asked)} are looked for at a time; ${lines(rest)} to go`,
	restText: 'What is left is still there.',
	findRest: 'Find the rest',
	none: 'Not found in your provinces',
	noneText: 'Use fewer letters or check the spelling, then tap Find again.',
	tooLong: 'This line is too long: one maker a line',
	choose: 'It may be one of these. Tap the right one.',
	alike: 'It may be this one. Tap it if it is.',
	more: (count) => `${makers(count)} more: use more of the name, or add the district`,
	otop: (number) => `OTOP number ${number}`,
	covered: 'In an area that you carry',
	here: 'On this phone',
	coming: 'Not on this phone yet',
	gone: 'Not in your provinces any more: take it off',
	merged: 'Merged into another shop: find its new name and take that along',
	planned: 'Planned and not carried',
	plannedText: 'Tick whom to take along.',
	listed: (count) => `${makers(count)} on the list`,
	listedText: 'Untick whom you do not carry any more.',
	clear: 'Take all off',
	full: (most) => `A list holds ${makers(most)}. Take some off, or take a whole district along.`,
	nobody: 'Carry nobody any more',
};
