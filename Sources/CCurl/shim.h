#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take any number of arguments, which Swift cannot call.
// Here is one plain function for each kind of value.

static inline CURLcode hub_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hub_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hub_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// The bytes to send are asked for with `reader`.
static inline CURLcode hub_curl_set_reader(CURL *handle, curl_read_callback reader, void *context) {
    CURLcode outcome = curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
    return outcome == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_READDATA, context) : outcome;
}

// `watcher` is asked about once a second, and whenever something moved; what is not 0 ends the transfer.
static inline CURLcode hub_curl_set_watcher(CURL *handle, curl_xferinfo_callback watcher, void *context) {
    CURLcode outcome = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watcher);
    if (outcome == CURLE_OK) outcome = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    return outcome == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L) : outcome;
}

// The last answer of the server: three digits, or 0 when there was none.
static inline long hub_curl_response_code(CURL *handle) {
    long code = 0;
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}
