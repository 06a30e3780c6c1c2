import type { Language } from '$lib/domain/dates';
import { common as enCommon } from '$lib/messages/en/common';
import { coverage as enCoverage } from '$lib/messages/en/coverage';
import { desk as enDesk } from '$lib/messages/en/desk';
import { common as thCommon } from '$lib/messages/th/common';
import { coverage as thCoverage } from '$lib/messages/th/coverage';
import { desk as thDesk } from '$lib/messages/th/desk';

const WORDS = {
	th: { ...thDesk, common: thCommon, coverage: thCoverage },
	en: { ...enDesk, common: enCommon, coverage: enCoverage },
};

export const wordsIn = (language: Language) => WORDS[language];

/** `3012` → `3,012`. */
export const showCount = (count: number): string => count.toLocaleString('en-US');
