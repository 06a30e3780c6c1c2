// The apps live on the phone: nothing of them is drawn by the server, and one shell opens every URL below.
export const ssr = false;
