// Keys and passkeys: lets the browser ask for one, and says so where that fails.

const button = document.querySelector("[data-key-deed]");
const problem = document.querySelector("[data-key-problem]");
const { keyDeed, keyAnswer } = button.dataset;
const ids = { add: button.id, authenticate: button.id, credential: keyAnswer, data: "js_data" };

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  problem.hidden = false;
});
button.addEventListener("click", () => {
  problem.hidden = true;
});
window.allauth.webauthn.forms[keyDeed]({ ids });
