import type { status as source } from '../th/status.ts';
import { ago } from './ago.ts';
import { ends } from './ends.ts';

const shopFields: Readonly<Record<string, string>> = {
	producerType: 'kind of producer',
	nameTh: 'shop name',
	nameEn: 'shop name in English',
	address: 'address',
	place: 'place on the map',
	phones: 'phone numbers',
	line: 'LINE',
	facebook: 'Facebook',
	messenger: 'Messenger',
	website: 'website',
	promptpay: 'PromptPay',
	delivery: 'ways of delivery',
	otopNumber: 'OTOP number',
	mergedInto: 'merged into another shop',
	consent: 'consent',
	state: 'open or closed shop window',
};

const productFields: Readonly<Record<string, string>> = {
	category: 'category',
	categoryGuess: 'category',
	nameTh: 'name',
	nameEn: 'name in English',
	materials: 'made of',
	size: 'size',
	weightG: 'weight',
	price: 'price',
	wholesale: 'wholesale price',
	stock: 'pieces at hand',
	madeInDays: 'days to make',
	shelfLifeDays: 'how long it keeps',
	standards: 'standards',
	stars: 'stars',
	quadrant: 'quadrant',
	alcohol: 'alcohol',
	season: 'season',
	promo: 'promotion',
	state: 'shown or not',
};

const missing: Readonly<Record<string, string>> = {
	name: 'name',
	price: 'price',
	category: 'category',
	address: 'province of the shop',
	contact: 'way to be reached, such as a phone number or LINE',
	consent: 'consent of the shop’s owner',
};

const noRight = {
	what: 'This account may no longer change this shop',
	todo: 'Your changes are still on this phone. Ask the marketer of your province for a new invitation',
};

const reasons: Readonly<Record<string, { what: string; todo: string }>> = {
	'no-longer-yours': noRight,
	'not-allowed': noRight,
	'edited-since': {
		what: 'It was not removed: someone changed it after you had looked',
		todo: 'It is all still there. Have a look first; you can remove it again',
	},
	'too-long': {
		what: 'It is longer than the office can take',
		todo: 'All you typed is still here. Open it and shorten it',
	},
	depends: {
		what: 'It cannot go yet: the office does not have the product it belongs to',
		todo: 'Your change is still here. Open the product and complete it first, then try again',
	},
	unsure: {
		what: 'The office may have counted this already, or not',
		todo: 'Nothing is lost. Look at the pieces at hand: try again if they were not counted, throw this change away if they were',
	},
	'order-is-paid': {
		what: 'This order is paid for',
		todo: 'Your change is still here. What was sold stays as it was: write what changed into the notes',
	},
	'merge-loop': {
		what: 'Somebody had made one of these two shops already, the other way round',
		todo: 'Nothing is lost. Look at the shop that stays, then throw this edit away',
	},
	'merge-not-there': {
		what: 'The shop that is to stay has not reached the office, or is not yours to look after',
		todo: 'Nothing is lost. Wait until that shop has reached the office, then try again',
	},
	'consent-withdrawn': {
		what: 'The owner had withdrawn the consent before this arrived',
		todo: 'What you noted is still here. If the owner agrees again, open the shop and ask anew',
	},
	internal: {
		what: 'The office had trouble with this change',
		todo: 'Your change is still here. Try again; if that does not help, tell the marketer of your province',
	},
};

const visitFields: Readonly<Record<string, string>> = {
	notes: 'Visit notes',
	task: 'What to do there',
	nextTask: 'What to do next time',
};

function field(kind: string, name: string): string {
	if (kind === 'visit') return visitFields[name] ?? 'Visit';
	if (kind === 'photo') return 'picture';
	if (kind === 'comment') return 'Note from the office';
	if (kind === 'apart') return 'Two makers, not one';
	if (kind === 'story') return 'story';
	return (kind === 'shop' ? shopFields : productFields)[name] ?? 'other details';
}

/** A stretch of time as a person says it. */
function span(minutes: number): string {
	const [hours, days] = [minutes / 60, minutes / 1_440];
	if (minutes < 120) return `${minutes} minutes`;
	if (hours < 48) return `${Math.round(hours)} hours`;
	if (days < 60) return `${Math.round(days)} days`;
	return days < 700 ? `${Math.round(days / 30)} months` : `${Math.round(days / 365)} years`;
}

export const status: typeof source = {
	title: 'What has reached the office',
	up: 'Last reached the office',
	down: 'Last news from the office',
	upNever: 'never yet',
	downNever: 'never yet',
	upList: 'See what has arrived there',
	downList: 'See who changed what',
	upNone: 'Nothing yet',
	downNone: 'Nobody else has changed anything in this shop',
	waiting: (count) => `${count} waiting`,
	nothingWaits: 'Nothing is waiting',
	nothingWaitsText: 'Everything you changed has reached the office',
	more: (count) => `and ${count} more`,
	needsYou: 'Needs you',
	asked: (field) => `two values for the ${field}`,
	askedText: 'All are kept: choose the one to use',
	choose: 'Look and choose',
	since: (when) => `waiting since ${when}`,
	whySignal: 'No signal yet; it goes by itself when there is one',
	whyBusy: 'On its way',
	whyNotYet: 'Goes by itself with the next round',
	whyInvitation: 'Waits for a new invitation',
	whyUpdate: 'Waits for an update of the app',
	photos: (count) => `${count} ${count === 1 ? 'picture' : 'pictures'} waiting`,
	refusedPhotos: (count) => `The office could not take ${count} of the pictures: open it and choose new ones`,
	fullPhotos:
		'The office holds as many pictures of this shop as it can: remove some that you do not need. This one is still on this phone',
	removed: 'removed',
	open: 'Open',
	again: 'Try again',
	discard: 'Throw this change away',
	discarded: (name) => `The change of ${name} was thrown away`,
	discardedMany: (count) => `${count} changes were thrown away`,
	againAll: (count) => `Try all ${count} again`,
	notYours: (count) => `See what was changed (${count})`,
	showMore: 'Show more',
	someThing: 'a product',
	somePhoto: 'a picture',
	noName: 'Product without a name',
	others: 'Someone else',
	yourOther: 'Your other phone',
	try: 'Try now',
	trying: 'Calling the office…',
	clock: {
		title: (minutes, slow) => `The clock of this phone is ${span(minutes)} ${slow ? 'slow' : 'fast'}`,
		text: 'Nothing is lost or mixed up: the office keeps the order by itself. But the times you see in the app are wrong. Open the settings of the phone, “Date and time”, and set the time automatically. This goes away when the office is next reached.',
	},
	noNews: (when) => `The office has no news of this phone since ${when}`,
	noNewsEver: 'The office has never had news of this phone',
	noNewsText: (count) =>
		`The work on ${count} ${count === 1 ? 'thing is' : 'things is'} on this phone and nowhere else. Keep the phone safe, go where there is a signal, leave the app open and tap “Try now”.`,
	otherAccount: (name, count) => `Work of ${name} waits on this phone: ${count}`,
	otherAccountText: 'It is all here, and goes to the office when you switch to that account with a signal.',
	toAccounts: 'See the accounts on this phone',
	update: 'Look for a new version now',
	ends,
	field,
	reason(code, kind) {
		const needs = /^(product|shop)-needs-(.+)$/.exec(code);
		if (needs) {
			const what = missing[needs[2] ?? ''] ?? 'something';
			return {
				what: `It cannot be shown: there is no ${what}`,
				todo:
					needs[2] === 'consent'
						? 'Your change is still here. Open it, ask the owner, and try again'
						: 'Your change is still here. Open it, add what is missing, and show it again',
			};
		}
		const bad = /^bad-(.+)$/.exec(code);
		if (bad && code !== 'bad-name') {
			return {
				what: `The office cannot take this ${field(kind, bad[1] ?? '')}`,
				todo: 'Your change is still here. Open it and enter it anew',
			};
		}
		return (
			reasons[code] ?? {
				what: 'The office could not take it',
				todo: 'Your change is still here. Try again; if that does not help, tell the marketer of your province',
			}
		);
	},
	ago,
};
