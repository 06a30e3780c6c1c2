import type { start as source } from '../th/start.ts';

export const start: typeof source = {
	title: 'Open your shop',
	step: (step, of) => `Step ${step} of ${of}`,
	kept: 'Everything is kept on this phone at once; no signal is needed',
	who: {
		title: 'What is the shop called?',
		name: 'Name of the shop or group',
		nameHint: 'The name shoppers see, for example กลุ่มทอผ้าบ้านหนองบัว',
		nameReasons: {
			empty: 'Give the shop a name first, then go on',
			'too-long': 'The name is too long: please shorten it',
		},
		type: 'What kind of producer are you?',
		typeMissing: 'Choose one of these',
		hints: {
			GROUP: 'several people of the community make it together',
			SINGLE: 'made alone or within the family',
			SME: 'registered as a company or partnership',
		},
	},
	where: {
		title: 'Where is the shop?',
		provinceMissing: 'Choose the province first: shoppers look by province',
	},
	reach: {
		title: 'How can shoppers reach you?',
		text: 'At least one way. You can add or change it later',
	},
	ready: {
		title: 'The shop is ready',
		text: 'Now add your first product: a picture, a price, a name, and it can be shown',
		addFirst: 'Add the first product',
		later: 'See the shop first',
	},
};
