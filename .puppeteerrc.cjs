// whatsapp-web.js brings puppeteer; the browser is Debian's Chromium, so nothing is downloaded at install.
module.exports = { skipDownload: true };
