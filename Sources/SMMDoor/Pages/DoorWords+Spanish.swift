extension DoorWords {
    static let spanish = DoorWords(
        language: "es",
        back: Page(
            title: "Ya casi está",
            text: "Vuelve de la red social. Pulse el botón para terminar de conectar la cuenta. Si no lo ha "
                + "empezado usted, cierre la página: no ha ocurrido nada.",
            button: "Terminar de conectar"),
        done: Page(
            title: "Gracias",
            text: "La respuesta se ha entregado. Puede cerrar esta página."),
        denied: Page(
            title: "No conectada",
            text: "La red social indica que la conexión no fue autorizada. No se ha cambiado nada. Si fue un "
                + "error, empiece de nuevo."),
        over: Page(
            title: "Esta página ya no es válida",
            text: "Si ya pulsó el botón, todo está hecho y puede cerrarla. Si no, abra la invitación de nuevo, "
                + "o empiece otra vez donde empezó."),
        later: Page(
            title: "Un momento",
            text: "Ahora mismo no es posible. Vuelva a intentarlo dentro de un minuto."),
        invite: Page(
            title: "Conecte su cuenta de {network}",
            text: "{brand} le pide que conecte una de sus cuentas, para poder publicar en ella en su nombre. "
                + "Inicia sesión en la propia página de {network}: su contraseña no se ve aquí, y puede "
                + "terminar la conexión allí cuando quiera. Si no esperaba esto, cierre la página: no ha "
                + "ocurrido nada.",
            button: "Empezar"),
        visit: Page(
            title: "Continúe en {network}",
            text: "Identifíquese allí con la cuenta que quiere conectar, y acepte. Después vuelve aquí "
                + "automáticamente.",
            button: "Ir a {host}"),
        connected: Page(
            title: "Conectada",
            text: "Gracias. Su cuenta está conectada para {brand}. Puede cerrar esta página."),
        failed: Page(
            title: "No ha funcionado",
            text: "Su cuenta no está conectada, y no se ha cambiado nada. Abra la invitación de nuevo dentro de "
                + "unos minutos. Si tampoco funciona, avise a quien se la envió."),
        used: Page(
            title: "Ya está hecho",
            text: "Con esta invitación ya se conectó una cuenta. No tiene que hacer nada más."),
        expired: Page(
            title: "El plazo de esta invitación ha terminado",
            text: "Pida una nueva a quien se la envió."),
        withdrawn: Page(
            title: "Esta invitación fue retirada",
            text: "Ya no es válida. Si la esperaba, pregunte a quien se la envió."),
        unknown: Page(
            title: "Esta invitación no existe",
            text: "Compruebe que la dirección está completa. Si lo está, pida una nueva a quien se la envió."))
}
