import type { Language } from '$lib/domain/dates';
import { common as enCommon } from '$lib/messages/en/common';
import { ago as enAgo } from '$lib/messages/en/ago';
import { coverage as enCoverage } from '$lib/messages/en/coverage';
import { duplicates as enDuplicates } from '$lib/messages/en/duplicates';
import { desk as enDesk } from '$lib/messages/en/desk';
import { invite as enInvite } from '$lib/messages/en/invite';
import { phones as enPhones } from '$lib/messages/en/phones';
import { common as thCommon } from '$lib/messages/th/common';
import { ago as thAgo } from '$lib/messages/th/ago';
import { coverage as thCoverage } from '$lib/messages/th/coverage';
import { duplicates as thDuplicates } from '$lib/messages/th/duplicates';
import { desk as thDesk } from '$lib/messages/th/desk';
import { invite as thInvite } from '$lib/messages/th/invite';
import { phones as thPhones } from '$lib/messages/th/phones';
import { review as enReview } from '$lib/messages/en/review';
import { status as enStatus } from '$lib/messages/en/status';
import { review as thReview } from '$lib/messages/th/review';
import { status as thStatus } from '$lib/messages/th/status';

const WORDS = {
	th: {
		...thDesk,
		common: thCommon,
		joining: thInvite,
		phones: thPhones,
		ago: thAgo,
		coverage: thCoverage,
		duplicates: thDuplicates,
		review: thReview,
		status: thStatus,
	},
	en: {
		...enDesk,
		common: enCommon,
		joining: enInvite,
		phones: enPhones,
		ago: enAgo,
		coverage: enCoverage,
		duplicates: enDuplicates,
		review: enReview,
		status: enStatus,
	},
};

export const wordsIn = (language: Language) => WORDS[language];

/** `3012` → `3,012`. */
export const showCount = (count: number): string => count.toLocaleString('en-US');
