import type { Language } from '$lib/domain/dates';
import { common as enCommon } from '$lib/messages/en/common';
import { ago as enAgo } from '$lib/messages/en/ago';
import { desk as enDesk } from '$lib/messages/en/desk';
import { invite as enInvite } from '$lib/messages/en/invite';
import { phones as enPhones } from '$lib/messages/en/phones';
import { common as thCommon } from '$lib/messages/th/common';
import { ago as thAgo } from '$lib/messages/th/ago';
import { desk as thDesk } from '$lib/messages/th/desk';
import { invite as thInvite } from '$lib/messages/th/invite';
import { phones as thPhones } from '$lib/messages/th/phones';

const WORDS = {
	th: { ...thDesk, common: thCommon, joining: thInvite, phones: thPhones, ago: thAgo },
	en: { ...enDesk, common: enCommon, joining: enInvite, phones: enPhones, ago: enAgo },
};

export const wordsIn = (language: Language) => WORDS[language];

/** `3012` → `3,012`. */
export const showCount = (count: number): string => count.toLocaleString('en-US');
